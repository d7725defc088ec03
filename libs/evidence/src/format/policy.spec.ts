import { nodeCryptography } from '../node/node-cryptography.js';
import { InvalidPolicy, readPolicy } from './policy.js';

const LOG = 'piano.example/registro+cdccb184+AddamAGCsQq31Uv+08lkBzoO4XLz2qYjJa8CGmj3B1Ea';
const WITNESS = 'revisori.example/w1+c9a995f4+BD1AF8PoQ4lakrcKp00bfrycmCzPLsSWjMDNVfEq9GYM';
const OTHER = 'revisori.example/w2+77e9a61f+BNdZeTu8E6KBmoJ8dq22+6ikmu4Af0ny0JktmbglrSxI';

describe('A policy', () => {
  it('says which witnesses are enough', async () => {
    const text = `# whom we believe\nlog ${LOG}\nwitness W ${WITNESS}\ngroup G any W\nquorum G\n`;
    const { isQuorum, logs } = await readPolicy(text, nodeCryptography);
    expect(logs).toHaveLength(1);
    expect([isQuorum(new Set()), isQuorum(new Set(['W']))]).toEqual([false, true]);
  });

  it.each([
    ...['', 'quorum none', `log ${LOG}`, `log ${LOG}\nquorum W`, `log ${LOG}x\nquorum none`],
    ...[`log ${LOG}\nwitness W ${LOG}\nquorum W`, `log ${LOG}\ngroup G 2 G\nquorum G`],
    `log ${LOG}\nfriend F\nquorum none`,
  ])('is refused: %s', async (text) => {
    await expect(readPolicy(text, nodeCryptography)).rejects.toThrow(InvalidPolicy);
  });

  const two = `log ${LOG}\nwitness A ${WITNESS}\nwitness B ${OTHER}\n`;

  it.each([
    ['all of two', `${two}group g all A B\nquorum g`, ['A']],
    ['two of two', `${two}group g 2 A B\nquorum g`, ['B']],
  ])('that asks for %s is not content with one', async (_, text, seen) => {
    const { isQuorum } = await readPolicy(text, nodeCryptography);
    expect(isQuorum(new Set(seen))).toBe(false);
    expect(isQuorum(new Set(['A', 'B']))).toBe(true);
  });

  it.each([
    [
      'one key under two names',
      `log ${LOG}\nwitness A ${WITNESS}\nwitness B ${WITNESS}\ngroup g all A B\nquorum g`,
    ],
    ['a member twice in a group', `${two}group g 2 A A\nquorum g`],
    ['a member in two groups', `${two}group g any A\ngroup h any A B\nquorum h`],
    ['a group in two groups', `${two}group g any A\ngroup h any g\ngroup k any g B\nquorum k`],
    ['the same log twice', `log ${LOG}\nlog ${LOG}\nquorum none`],
    ['a witness in place of a log', `log ${WITNESS}\nquorum none`],
    ['none as a member', `${two}group g any none\nquorum g`],
    ['no member', `${two}group g all\nquorum g`],
    ['two quorums', `log ${LOG}\nquorum none\nquorum none`],
    ['what is declared later', `log ${LOG}\nquorum A\nwitness A ${WITNESS}`],
    ['a carriage return', `log ${LOG}\r\nquorum none`],
    ['a carriage return in a remark', `# \r\nlog ${LOG}\nquorum none`],
    ['words after the address', `log ${LOG} https://log.example more\nquorum none`],
    ['a remark after a word', `log ${LOG} # whom we believe\nquorum none`],
    ['another space', `log\u00a0${LOG}\nquorum none`],
    ...['0', '01', '1e0', '0x1', '+1', '1.0', '3', ''].map((least) => [
      `«${least}» members`,
      `${two}group g ${least} A B\nquorum g`,
    ]),
  ])('with %s is none', async (_, text) => {
    await expect(readPolicy(text, nodeCryptography)).rejects.toThrow(InvalidPolicy);
  });

  it('may say where logs and witnesses are, and be laid out with spaces and tabs', async () => {
    const text = `\n \t# logs\n log\t${LOG}  https://log.example\n\twitness A ${WITNESS} https://w.example \ngroup g 1 A\nquorum g\n`;
    const { isQuorum } = await readPolicy(text, nodeCryptography);
    expect([isQuorum(new Set()), isQuorum(new Set(['A']))]).toEqual([false, true]);
  });
});
