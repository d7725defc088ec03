import type { TestServer } from './server.fixture.js';

/** The addresses the running server has for a method, as the description writes them. */
export function routesFor(server: TestServer, method: string): readonly string[] {
  const tree = server.application.getHttpAdapter().getInstance().printRoutes({
    commonPrefix: false,
  });
  const above: string[] = [];
  const found: string[] = [];
  for (const line of tree.split('\n')) {
    const [, indent = '', path = '', methods = ''] =
      /^(\W*── )(\S+)(?: \((.*)\))?/.exec(line) ?? [];
    if (path === '') continue;
    const depth = indent.length / 4;
    above.splice(depth - 1, above.length, path);
    if (methods.split(', ').includes(method)) found.push(above.join(''));
  }
  return found.map((path) => path.replaceAll(/:(\w+)/g, '{$1}')).sort();
}
