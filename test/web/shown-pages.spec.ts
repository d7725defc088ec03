import { pageRules } from '../../apps/server/src/web/page-rules.js';
import { everyShownPage } from '../screenshots/shown-pages.js';
import { anywhere } from './routes-of-pages.fixture.js';

/** Routes that are asked for with GET and show no page, and why. */
const noPages: Readonly<Record<string, string>> = {
  '/static/:file': 'a file of the pages',
  '/lingua/:language': 'leads back to the page one comes from',
  '/novita': 'a stream of what is new',
  '/cicli/:cycleId/novita': 'a stream of what is new',
  '/lavori/:jobId/novita': 'a stream of what is new',
  '/cicli/:cycleId/schede/:schedaId/modifica/presenza': 'a stream of who writes',
  '/stato.json': 'for programs',
  '/stato/dettaglio.json': 'for programs',
  '/coprogettazione.xlsx': 'a file',
  '/coprogettazione.csv': 'a file',
  '/coprogettazione.json': 'a file',
  '/coprogettazione.pdf': 'a file',
  '/cicli/:cycleId/proweb.xlsx': 'a file',
  '/importa/:fileId/errori.xlsx': 'a file',
  '/importa/:fileId/errori.csv': 'a file',
  '/amministrazione/ruoli.csv': 'a file',
  '/cicli/:cycleId/allegati/:sha256': 'a file',
  '/cicli/:cycleId/schede.xlsx': 'a file',
  '/cicli/:cycleId/schede.csv': 'a file',
  '/cicli/:cycleId/schede/:schedaId/pdf': 'a file',
  '/cicli/:cycleId/avanzamento.xlsx': 'a file',
  '/cicli/:cycleId/avanzamento.csv': 'a file',
  '/cicli/:cycleId/storico/domande/:question/tabelle/:table': 'a file',
  '/cicli/:cycleId/storico/fatti.csv': 'a file',
  '/cicli/:cycleId/lavori/:jobId/file': 'a file',
  '/esporta/coprogettazione.:ending': 'a file',
  '/esporta/schemi/:name': 'a file',
};

/** The routes of pages that are asked for with GET, as their controllers have them. */
const routes = Object.keys(pageRules)
  .filter((route) => route.startsWith('GET '))
  .map((route) => route.slice('GET '.length));

const paths = everyShownPage(anywhere).map(({ path }) => path.split('?')[0] ?? '');

/** The route that answers at a path: the one that has the fewest of its parts left open. */
function routeOf(path: string): string | undefined {
  const parts = path.split('/');
  const open = (route: string): number => (route.match(/:/g) ?? []).length;
  return routes
    .filter((route) => {
      const wanted = route.split('/');
      return (
        wanted.length === parts.length &&
        wanted.every((part, index) => part.startsWith(':') || part === parts[index])
      );
    })
    .sort((one, other) => open(one) - open(other))[0];
}

const shown = new Set(paths.map(routeOf));

describe('Of the routes of pages', () => {
  it.each(routes.filter((route) => !(route in noPages)))('%s is shown', (route) => {
    expect([route, shown.has(route)]).toEqual([route, true]);
  });

  it.each(Object.entries(noPages))('%s is no page: %s', (route) => {
    expect([routes.includes(route), shown.has(route)]).toEqual([true, false]);
  });

  it('each page that is shown has one', () => {
    expect(paths.filter((path) => routeOf(path) === undefined)).toEqual([]);
  });

  it('each page that is shown has a name of its own for whoever sees it', () => {
    const names = everyShownPage(anywhere).map(({ name, persona }) => `${name}-${persona}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
