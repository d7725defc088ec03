import fc from 'fast-check';
import type { MessageContent, ToldNotice } from '../rendering.js';
import { markup } from './markup.js';
import { oneLine, shortLine } from './one-line.js';
import { renderMessage } from './render-message.js';

const returned: ToldNotice = {
  noticeId: '0f8fad5b-d9cb-869f-a165-70867728950e',
  ruleId: 'scheda-returned',
  title: 'Restituita la scheda 2024-P07-003 «Sportello & ascolto»',
  within: 'Programma operativo annuale 2024',
  why: 'Sei responsabile dell’unità Anziani',
  by: '2025-02-20',
  link: 'https://traccia.ente.example/avvisi/0f8fad5b-d9cb-869f-a165-70867728950e',
  atMs: Date.parse('2025-02-13T08:30:00Z'),
  asksToAcknowledge: true,
  isLegal: true,
};
const one: MessageContent = {
  kind: 'notice',
  language: 'it',
  notices: [returned],
  preferencesLink: 'https://traccia.ente.example/preferenze',
  day: '2025-02-13',
};
const digest: MessageContent = {
  ...one,
  kind: 'digest',
  recipientName: 'Responsabile Anziani',
  notices: [
    returned,
    {
      noticeId: '1',
      ruleId: 'cycle-opened',
      title: 'Aperto il ciclo',
      within: 'Programma operativo annuale 2025',
      link: 'https://traccia.ente.example/avvisi/1',
      atMs: 0,
      asksToAcknowledge: false,
      isLegal: false,
    },
  ],
};

describe('A message in words', () => {
  it('says in plain text what happened, by when, why, and where it is read', () => {
    const { subject, text, headers } = renderMessage(one);
    expect(subject).toBe('Restituita la scheda 2024-P07-003 «Sportello & ascolto»');
    expect(headers).toBeUndefined();
    expect(text).toMatchInlineSnapshot(`
     "Restituita la scheda 2024-P07-003 «Sportello & ascolto»

     In: Programma operativo annuale 2024
     Entro: giovedì 20 febbraio 2025
     Registrato: 13 febbraio 2025 alle ore 09:30
     Perché lo ricevi: Sei responsabile dell’unità Anziani

     Ti si chiede di confermare, sulla pagina, di aver preso visione.

     Apri la pagina:
     https://traccia.ente.example/avvisi/0f8fad5b-d9cb-869f-a165-70867728950e

     -- 
     Messaggio automatico di Traccia: non rispondere. Il contenuto si legge
     sulla pagina, dopo l’accesso. Questo avviso è dovuto e non si può
     disattivare.
     Scegli quali avvisi ricevere:
     https://traccia.ente.example/preferenze
     "
    `);
  });

  it('says the same in English', () => {
    expect(renderMessage({ ...one, language: 'en' }).text).toMatchInlineSnapshot(`
     "Restituita la scheda 2024-P07-003 «Sportello & ascolto»

     In: Programma operativo annuale 2024
     By: Thursday, 20 February 2025
     Recorded: 13 February 2025 at 09:30
     Why you receive it: Sei responsabile dell’unità Anziani

     You are asked to confirm, on the page, that you have seen it.

     Open the page:
     https://traccia.ente.example/avvisi/0f8fad5b-d9cb-869f-a165-70867728950e

     -- 
     Automatic message of Traccia: do not answer it. Its content is read on
     the page, after signing in. This notice is owed, and cannot be turned
     off.
     Choose what you are told of:
     https://traccia.ente.example/preferenze
     "
    `);
  });

  it('says where a meeting is joined and what is to be talked about, and no address that is no link', () => {
    const agenda = Array.from({ length: 21 }, (_, index) => `Punto <b>${index + 1}`);
    const meeting = { ...returned, joinAt: 'https://incontri.ente.example/m1', agenda };
    const { text, html } = renderMessage({ ...one, notices: [meeting] });
    expect(text).toContain('\nPer collegarsi: https://incontri.ente.example/m1\n');
    expect(text).toMatch(/Ordine del giorno: 1\. Punto <b>1; 2\. Punto/);
    expect(text).toContain('…');
    expect(text).not.toContain('21. Punto');
    expect(html).toContain('2. Punto &#60;b&#62;2');
    expect(() =>
      renderMessage({ ...one, notices: [{ ...meeting, joinAt: 'javascript:alert(1)' }] }),
    ).toThrow(TypeError);
  });

  it('gathers those of a day, and says where that is turned off', () => {
    const { subject, text, headers } = renderMessage(digest);
    expect(subject).toBe('2 avvisi, giovedì 13 febbraio 2025');
    expect(headers).toEqual({ 'List-Unsubscribe': '<https://traccia.ente.example/preferenze>' });
    expect(text).toMatchInlineSnapshot(`
     "2 avvisi, giovedì 13 febbraio 2025

     Buongiorno, Responsabile Anziani.

     * Restituita la scheda 2024-P07-003 «Sportello & ascolto»
       In: Programma operativo annuale 2024
       Entro: giovedì 20 febbraio 2025
       Perché lo ricevi: Sei responsabile dell’unità Anziani
       Si chiede conferma di presa visione
       https://traccia.ente.example/avvisi/0f8fad5b-d9cb-869f-a165-70867728950e

     * Aperto il ciclo
       In: Programma operativo annuale 2025
       https://traccia.ente.example/avvisi/1

     -- 
     Messaggio automatico di Traccia: non rispondere. Il contenuto si legge
     sulla pagina, dopo l’accesso.
     Scegli quali avvisi ricevere:
     https://traccia.ente.example/preferenze
     "
    `);
  });

  it('says in HTML what it says in plain text', () => {
    for (const content of [one, digest, { ...digest, language: 'en' as const }]) {
      const { text, html } = renderMessage(content);
      const said = unescaped(html.replaceAll(/<[^>]*>/gu, ' '));
      // Without the addresses, which are behind the words of links, and the marks of lists and of the end.
      const words = text.replaceAll(/https:\S+|^-- $|^\* |:\n/gmu, ' ').split(/\s+/u);
      for (const word of words.filter((each) => each !== ''))
        expect(said).toContain(word.replace(/:$/u, ''));
      for (const { link } of content.notices) expect(html).toContain(`href="${link}"`);
    }
  });

  it('fetches nothing, and holds no script', () => {
    expect(renderMessage(digest).html).not.toMatch(/src=|url\(|<script|<link|<img|@import/iu);
  });

  it('lets no text become an element, an attribute, a line or another direction', () => {
    const evil = '<script>alert(1)</script>"\' onload=x\r\nBcc: a@b.it\u202e&amp;';
    const { html, subject, text } = renderMessage({
      ...digest,
      recipientName: evil,
      notices: [{ ...returned, title: evil, within: evil, why: evil }],
    });
    expect(html).not.toMatch(/<script|["'] onload/u);
    expect(html).toContain('&#60;script&#62;');
    expect(html).toContain('&#38;amp;');
    for (const each of [html, text, subject]) expect(each).not.toMatch(/\u202e|\r/u);
    expect(renderMessage({ ...one, notices: [{ ...returned, title: evil }] }).subject).not.toMatch(
      /[\r\n]/u,
    );
  });

  it('escapes any text so that it is read back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (written) => {
        const { html } = markup`<p title="${written}">${written}</p>`;
        expect(html.match(/[<>"]/gu)).toHaveLength(6);
        expect(unescaped(html)).toBe(`<p title="${written}">${written}</p>`);
      }),
    );
  });

  it('takes no link but one of the web', () => {
    for (const link of ['javascript:alert(1)', 'data:text/html,a', '/avvisi/1'])
      expect(() => renderMessage({ ...one, notices: [{ ...returned, link }] })).toThrow(
        /URL|No link/u,
      );
  });

  it('shortens what is too long for a line, and breaks no character in two', () => {
    expect(oneLine('a\r\n b\u0000\u2028c ')).toBe('a b c');
    expect(shortLine('🙂🙂🙂🙂', 6)).toBe('🙂🙂…');
    const long = { ...returned, title: 'parola '.repeat(100) };
    const { subject, text } = renderMessage({ ...one, notices: [long] });
    expect(subject.length).toBeLessThanOrEqual(150);
    for (const line of text.split('\n'))
      expect(line.startsWith('https:') || line.length <= 72).toBe(true);
  });
});

function unescaped(html: string): string {
  return html.replaceAll(/&#(\d+);/gu, (_match, code: string) => String.fromCharCode(Number(code)));
}
