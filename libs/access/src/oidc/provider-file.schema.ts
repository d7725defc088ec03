const text = { type: 'string', minLength: 1, maxLength: 200 } as const;

/** The JSON Schema of the file that `TRACCIA_OIDC` names. Whatever it does not know is refused. */
export const providerFileSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['issuers'],
  properties: {
    issuers: {
      type: 'array',
      minItems: 1,
      maxItems: 20,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id', 'issuer', 'name', 'clientId', 'clientAuthentication'],
        properties: {
          id: { type: 'string', pattern: '^[a-z0-9][a-z0-9-]{0,39}$' },
          issuer: { type: 'string', minLength: 1, maxLength: 1000 },
          name: {
            type: 'object',
            additionalProperties: false,
            required: ['it', 'en'],
            properties: { it: text, en: text },
          },
          clientId: text,
          clientAuthentication: {
            type: 'object',
            additionalProperties: false,
            required: ['method'],
            properties: {
              method: {
                enum: ['none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt'],
              },
              secretFile: text,
              keyFile: text,
              keyId: text,
            },
          },
          scopes: { type: 'array', items: { type: 'string', pattern: '^[!#-\\[\\]-~]+$' } },
          acrLevels: { type: 'array', items: { type: 'string', pattern: '^\\S+$' } },
          minimumAcr: text,
          stepUpAcr: text,
          maxAgeSeconds: { type: 'integer', minimum: 0, maximum: 86400 },
          linkClaim: text,
          allowInsecureLoopback: { type: 'boolean' },
          timeoutSeconds: { type: 'number', minimum: 1, maximum: 30 },
        },
      },
    },
  },
} as const;
