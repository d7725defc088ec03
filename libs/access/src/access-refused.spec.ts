import { AccessRefused, accessRefusals, type AccessRefusedCode } from './access-refused.js';

describe('A refusal', () => {
  const codes = Object.keys(accessRefusals) as AccessRefusedCode[];

  it.each(codes)('%s is said in Italian and in English', (code) => {
    const refused = new AccessRefused(code);
    expect(refused).toMatchObject({ code, name: 'AccessRefused', ...accessRefusals[code] });
    expect(code).toMatch(/^[a-z]+(?:-[a-z]+)+$/);
    expect(refused.it).toMatch(/\.$/);
    expect(refused.message).toBe(refused.en);
  });
});
