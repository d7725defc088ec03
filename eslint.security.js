/**
 * What the program does not do, as rules that fail: ASVS 5.0, chapters 1, 11 and 15 (docs/asvs.md). Each says what
 * is forbidden, why, and in which files it is allowed all the same; test/security/forbidden.spec.ts shows that
 * each rule fires, that nothing breaks it, and that no exception has outlived its reason.
 */

const SQL = '/\\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|WHERE|ORDER BY|PRAGMA|ATTACH)\\b/';
const DIGEST = '/^sha(256|384|512)$/';
const CRYPTO = [
  ...['KeyObject', 'argon2', 'createCipheriv', 'createDecipheriv', 'createHash', 'createHmac'],
  ...['createPrivateKey', 'createPublicKey', 'generateKeyPairSync', 'hash', 'hkdfSync'],
  ...[
    'X509Certificate',
    'randomBytes',
    'randomUUID',
    'scrypt',
    'sign',
    'timingSafeEqual',
    'verify',
  ],
].join('|');

export const forbidden = [
  {
    id: 'no-guessable-randomness',
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'What must not be guessed comes from node:crypto.',
    // How long to wait before the next try: nothing is kept secret by it.
    except: ['libs/duties/src/surroundings.ts', 'libs/event-store/src/esdb.patience.ts'],
  },
  {
    id: 'no-code-from-text',
    selector:
      "CallExpression[callee.name=/^(eval|Function)$/], NewExpression[callee.name='Function'], " +
      'ImportDeclaration[source.value=/^(node:)?(vm|repl)$/]',
    message: 'No text becomes code.',
    except: [],
  },
  {
    id: 'no-html-from-text',
    selector:
      'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|srcdoc)$/], ' +
      'Property[key.name=/^(dangerouslySetInnerHTML|innerHTML)$/], ' +
      "CallExpression[callee.object.name='document'][callee.property.name=/^write(ln)?$/]",
    message: 'No text becomes HTML: set textContent.',
    except: [],
  },
  {
    id: 'no-messages-between-windows',
    selector: "CallExpression[callee.property.name='postMessage']",
    message: 'Windows of other origins hear it, too.',
    except: [],
  },
  {
    id: 'no-other-programs',
    selector:
      'ImportDeclaration[source.value=/^(node:)?(child_process|cluster|worker_threads)$/], ' +
      'ImportExpression[source.value=/^(node:)?(child_process|cluster|worker_threads)$/]',
    message: 'The program starts no other one.',
    // The demonstration starts this very program, with arguments of its own choice and without a shell.
    except: ['apps/cli/src/demo/child-program.ts'],
  },
  {
    id: 'no-objects-from-bytes',
    selector:
      'ImportDeclaration[source.value=/^(node:)?v8$/], ImportDeclaration[source.value=/yaml|bson|msgpack/]',
    message: 'What comes from outside is strict JSON, checked against its class.',
    except: [],
  },
  {
    id: 'no-values-in-sql',
    selector:
      `TemplateLiteral:has(> TemplateElement[value.raw=${SQL}]) > ` +
      ':not(TemplateElement):not(Identifier[name=/^[A-Z_]+$/])' +
      ":not(CallExpression[arguments.length=1][arguments.0.type='Literal']), " +
      `BinaryExpression[operator='+'] > Literal[value=${SQL}]`,
    message: 'SQL is made of constants, named IN_CAPITALS or made of a literal; values are bound.',
    except: [
      // Names of tables and columns, each from a list in the same file.
      'libs/access/src/oidc/identities.ts',
      'libs/event-store/src/sqlite.schema.ts',
      'libs/planning/src/reports/gaps.ts',
      'libs/planning/src/reports/scheda-content.projection.ts',
      'libs/planning/src/reports/tree.table.ts',
      // Of types of facts and objects, quoted: no others can name them.
      'libs/exports/src/ocel/ocel-file.ts',
      // The number of migrations.
      'libs/access/src/access-file.ts',
      // One of two operators, of two orders.
      'libs/event-store/src/sqlite.log.ts',
    ],
  },
  {
    id: 'no-regular-expression-from-text',
    selector:
      "NewExpression[callee.name='RegExp'][arguments.0.type!='Literal'], " +
      "CallExpression[callee.name='RegExp'][arguments.0.type!='Literal']",
    message: 'What somebody searches for is no regular expression.',
    except: [
      // The protocol of event stores lets clients with credentials filter by one.
      'libs/event-node/src/event-filter.ts',
      // Made of constants of the program.
      'libs/access/src/accounts/most-used-passwords.ts',
      'libs/planning/src/command/readable.ts',
      'libs/planning/src/correction/correctable-in-registers.ts',
      'libs/planning/src/correction/json-pointer.ts',
      'libs/projections/src/projection-folder.ts',
      'libs/spreadsheet/src/csv/csv-records.ts',
      'libs/spreadsheet/src/plain-text.ts',
    ],
  },
  {
    id: 'cryptography-of-node-only',
    selector:
      "ImportDeclaration[source.value='crypto'], " +
      'ImportDeclaration[source.value=/^(crypto-js|node-forge|bcrypt|argon2|tweetnacl|sodium|@noble)/], ' +
      "MemberExpression[object.name='crypto'], MemberExpression[property.name='webcrypto'], " +
      "ImportDeclaration[source.value='node:crypto'] > :not(ImportSpecifier):not(Literal), " +
      `ImportDeclaration[source.value='node:crypto'] > ImportSpecifier[imported.name!=/^(${CRYPTO})$/]`,
    message:
      'These functions of node:crypto, by their names (docs/cryptography.md), and no others.',
    // A page has the cryptography of its browser.
    except: [
      'apps/server/src/web/islands/file-fingerprint.ts',
      'apps/verify-page/src/browser-cryptography.ts',
      'apps/verify-page/src/page-source.ts',
    ],
  },
  {
    id: 'sha-2-only',
    selector:
      `CallExpression[callee.name=/^(createHash|createHmac|hkdfSync)$/][arguments.0.value!=${DIGEST}], ` +
      'CallExpression[callee.name=/./] > Literal[value=/^(md5|sha1|sha-1|ripemd160)$/i]',
    message: 'SHA-256, SHA-384 or SHA-512.',
    // HMAC with SHA-1 is what the apps of RFC 6238 compute; as a MAC it is sound.
    except: ['libs/access/src/accounts/totp-code.ts'],
  },
  {
    id: 'aes-gcm-only',
    selector:
      "CallExpression[callee.name=/^create(C|Dec)ipheriv$/][arguments.0.value!='aes-256-gcm']",
    message: 'AES-256-GCM.',
    except: [],
  },
  {
    id: 'no-other-environment',
    selector:
      "MemberExpression[object.name='process'][property.name='env'], Literal[value='NODE_ENV']",
    message: 'What the environment decides is read by configurationFrom, once.',
    except: [
      'apps/server/src/main.ts',
      // Passes it on to the program it starts.
      'apps/cli/src/demo/child-program.ts',
    ],
  },
];

/** The rule `no-restricted-syntax` for a file of the program. */
export const forbiddenIn = (file) =>
  forbidden
    .filter(({ except }) => !except.includes(file))
    .map(({ selector, message }) => ({ selector, message }));

/** Every file that has an exception. */
export const excepted = [...new Set(forbidden.flatMap(({ except }) => except))];
