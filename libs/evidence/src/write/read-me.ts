import type { Manifest, Scope } from '../format/manifest.js';

type About = Pick<Manifest, 'origin' | 'size' | 'scope' | 'facts'>;

const aboutWhat = {
  it: (scope: Scope): string =>
    scope.kind === 'log'
      ? 'tutto il registro'
      : `\`${scope.cycle}\`${scope.at === undefined ? '' : `, com’era il ${scope.at}`}`,
  en: (scope: Scope): string =>
    scope.kind === 'log'
      ? 'the whole log'
      : `\`${scope.cycle}\`${scope.at === undefined ? '' : `, as it was at ${scope.at}`}`,
};

const partOnly = {
  it: (scope: Scope): string =>
    scope.kind === 'log'
      ? ''
      : `**Che cosa prova un fascicolo di un ciclo.** Che i fatti che sono qui furono sigillati così, senza buchi dal primo all’ultimo. Che
dopo l’ultimo non ne siano stati sigillati altri lo dice solo chi ha firmato l’indice: lo mostra il confronto con il fascicolo di tutto
il registro (\`--whole CARTELLA\`).

`,
  en: (scope: Scope): string =>
    scope.kind === 'log'
      ? ''
      : `**What a bundle of one cycle proves.** That the facts that are here were sealed like this, without a gap from the first to the last.
That no others were sealed after the last only whoever signed the manifest says: comparing it with the bundle of the whole log shows it
(\`--whole FOLDER\`).

`,
};

/** What a bundle says of itself, for whoever opens it years later. */
export const readMe: Readonly<Record<'it' | 'en', (about: About) => string>> = {
  it: ({ origin, size, scope, facts }) => `# Fascicolo di prova

Riguarda: ${aboutWhat.it(scope)}. Registro \`${origin}\`, sigillo su ${size} fatti; qui se ne leggono ${facts}.

## Come si verifica, senza fidarsi dell’ufficio

1. **In un browser**: apri \`verify.html\`. Non usa la rete.${scope.kind === 'log' ? ' Poi indica questa cartella.' : ' Verifica subito la copia che contiene; per verificare anche questi file, indica questa cartella.'}
2. **Dalla riga di comando**, con il codice di Traccia, che chiunque può avere: l’indirizzo è nel catalogo del riuso (Developers
   Italia), o lo dà l’ufficio. Nella sua cartella, con Node: \`npm ci\`, \`npm run build\`, poi
   \`npx --no traccia verify <questa cartella>\`. Esce con 0 se tutto torna, con 5 se
   fatti sigillati sono dichiarati perduti, altrimenti con 10 più il numero del passo che non torna. **Non si scarichi un pacchetto «traccia» da npm**: lì quel nome non è di questo programma, e potrebbe essere di chiunque.
3. **Con altri programmi**: la cartella è un registro C2SP (tlog-tiles); \`checkpoint\` è una nota firmata Ed25519, le prove in
   \`proofs/\` sono \`.tlog-proof\`, le marche in \`anchors/\` si controllano con
   \`openssl ts -verify -data anchors/N.body -in anchors/N-….tsr -token_in -CAfile ca.crt\`.

**La chiave**: quella in \`policy\` viene da qui. Confrontala con quella stampata nell’atto o nel manuale: se è un’altra, questo
fascicolo non prova niente.

**La prova sta nelle copie fuori dall’ufficio.** Chi ha il registro e la sua chiave potrebbe riscriverlo tutto e firmarlo di
nuovo: lo scopre solo chi conserva un sigillo precedente, nell’atto, in una PEC, da un testimone. Aggiungili alla verifica
(\`--held FILE\`).

${partOnly.it(scope)}## Che cosa c’è

| file | che cos’è |
| --- | --- |
| \`checkpoint\` | il sigillo: nome, numero dei fatti, radice, firma |
| \`facts.ndjson\` | i fatti, uno per riga, nella forma che fu sigillata |
| \`apart/\` | i dati dei fatti più grandi di 64 KiB; il fatto li nomina per SHA-256 |
| \`tile/\` | le impronte di tutti i fatti del registro${scope.kind === 'log' ? ' e i fatti stessi' : ', anche di quelli che qui non si leggono'} |
| \`policy\` | di chi ci si fida: chiave del registro, testimoni |
| \`checkpoints/\`, \`anchors/\` | sigilli precedenti, testimoni, marche temporali |
| \`proofs/\` | la prova di ogni decisione, da portare via |
| \`definitions/\` | le regole del procedimento; lo SHA-256 è nel primo fatto |
| \`documents.json\` | i documenti citati, per impronta |
| \`manifest.json\`, \`manifest.note\` | l’indice dei file, firmato |

Dati personali: dove stava un testo cifrato resta il cifrato. Se la persona è stata cancellata nessuno lo apre più, e le prove
valgono lo stesso; la verifica dice quando e da chi fu cancellata.
`,
  en: ({ origin, size, scope, facts }) => `# Evidence bundle

About: ${aboutWhat.en(scope)}. Ledger \`${origin}\`, a seal over ${size} facts; ${facts} of them are read here.

## How to verify, without trusting the office

1. **In a browser**: open \`verify.html\`. It uses no network.${scope.kind === 'log' ? ' Then choose this folder.' : ' It verifies the copy that it holds at once; to verify these files, too, choose this folder.'}
2. **On the command line**, with the code of Traccia, which anybody may have: its address is in the Italian catalogue of
   reusable software (Developers Italia), or the office tells it. In its folder, with Node: \`npm ci\`, \`npm run build\`, then
   \`npx --no traccia verify <this folder>\`. It exits with 0 if all is well, with 5 if
   sealed facts are declared lost, otherwise with 10 and the number of the step that is not. **Do not download a package “traccia” from npm**: there the name is not of this program, and might be anybody’s.
3. **With other programs**: the folder is a C2SP log (tlog-tiles); \`checkpoint\` is an Ed25519 signed note, the proofs in
   \`proofs/\` are \`.tlog-proof\`, the stamps in \`anchors/\` are checked with
   \`openssl ts -verify -data anchors/N.body -in anchors/N-….tsr -token_in -CAfile ca.crt\`.

**The key** in \`policy\` comes from here. Compare it with the one printed in the act or the manual: if it is another, this bundle
proves nothing.

**The proof is in the copies outside the office.** Whoever has the log and its key could rewrite all of it and sign it again:
only who keeps an earlier seal finds out, in an act, in a certified mail, with a witness. Add them to the verification
(\`--held FILE\`).

${partOnly.en(scope)}## What is here

| file | what it is |
| --- | --- |
| \`checkpoint\` | the seal: name, number of facts, root, signature |
| \`facts.ndjson\` | the facts, one a line, in the form that was sealed |
| \`apart/\` | data of facts larger than 64 KiB, which the fact names by SHA-256 |
| \`tile/\` | the hashes of all facts of the ledger${scope.kind === 'log' ? ' and the facts themselves' : ', also of those that are not read here'} |
| \`policy\` | who is believed: key of the ledger, witnesses |
| \`checkpoints/\`, \`anchors/\` | earlier seals, witnesses, time stamps |
| \`proofs/\` | the proof of each decision, to take along |
| \`definitions/\` | the rules of the procedure; their SHA-256 is in the first fact |
| \`documents.json\` | the documents that are cited, by hash |
| \`manifest.json\`, \`manifest.note\` | the list of the files, signed |

Personal data: where a sealed text stood the ciphertext stays. If the person was erased nobody opens it any more, and the
proofs hold all the same; the verification says when and by whom it was erased.
`,
};
