import { routeRules } from '../../apps/server/src/http/route-rules.js';
import { routesFor } from '../routes.fixture.js';
import { TestServer } from '../server.fixture.js';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.end());

describe('A route', () => {
  it('has a rule, and a rule has a route', () => {
    const routes = methods.flatMap((method) =>
      routesFor(server, method).map((path) => `${method} ${path}`),
    );
    const ruled = Object.keys(routeRules).map((route) => route.replaceAll(/:(\w+)/g, '{$1}'));
    expect(routes.toSorted()).toEqual(ruled.toSorted());
  });

  it('is open to nobody known by no token and no session, but for those the rules call public', async () => {
    for (const [route, { rule }] of Object.entries(routeRules)) {
      const [method = '', path = ''] = route.split(' ');
      const response = await fetch(server.url + path.replaceAll(/:\w+/g, 'x'), {
        method,
        headers: { origin: server.url },
      });
      expect({ route, isOpen: response.status !== 401 }).toEqual({
        route,
        isOpen: rule === 'public',
      });
    }
  });
});
