/** Where a link leads, and what that is called. Nothing in it may need escaping in HTML. */
export interface Linked {
  readonly title: { readonly it: string; readonly en: string };
  /** Of the API, on this host. */
  readonly path: string;
}

/** A page of words alone, in both languages: no script, no style, nothing the strictest policy of content forbids. */
export function linkedPage({ title, path }: Linked): string {
  return `<!doctype html>
<html lang="it">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title.it} / ${title.en}</title>
</head>
<body>
<main>
<h1>${title.it}</h1>
<p>Traccia non ha ancora una pagina per mostrarlo. Ciò che cerchi si legge dopo l’accesso, all’indirizzo <a href="${path}">${path}</a>.</p>
<p>Se non hai fatto l’accesso, quell’indirizzo risponde che serve: accedi e riprova.</p>
<section lang="en">
<h2>${title.en}</h2>
<p>Traccia has no page yet that shows this. What you look for is read after signing in, at <a href="${path}">${path}</a>.</p>
<p>If you have not signed in, that address answers that you must: sign in and try again.</p>
</section>
</main>
</body>
</html>
`;
}
