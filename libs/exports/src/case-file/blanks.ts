/** Not there before something has happened: nobody has to fill them in. */
const notYet =
  /^\/aggregazione\/(?:DataChiusura|ProcedimentoAmministrativo\/Fasi\/\d+\/DataFineFase)$/;
/** Said again of the same document. */
const again = /^\/cad41\/elencoDeiDocumenti\/|^\/aggregazione\/IndiceDocumenti\/|\/registrazione\//;
/** There only where the office has something to say. */
const optional = [
  ...['Note', 'IdAggPrimario', 'PosizioneFisicaAggregazioneDocumentale', 'ParoleChiave'],
  ...['IdIdentificativoDocumentoPrimario', 'TracciatureModificheDocumento'],
  ...['CatalogoProcedimenti', 'Allegati', 'NomeDelDocumento'],
];

/** Where in a case file there is nothing and the office has to say something, as JSON pointers. */
export function blanksIn(value: unknown, pointer = ''): readonly string[] {
  if (value === null) return isForTheOffice(pointer) ? [pointer] : [];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, member]) => blanksIn(member, `${pointer}/${name}`));
}

function isForTheOffice(pointer: string): boolean {
  const name = pointer.slice(pointer.lastIndexOf('/') + 1);
  return !notYet.test(pointer) && !again.test(pointer) && !optional.includes(name);
}
