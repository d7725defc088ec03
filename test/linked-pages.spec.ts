import { randomUUID } from 'node:crypto';
import { TestServer } from './server.fixture.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.end());

const noticeId = randomUUID();

describe('A link of a mail or a calendar', () => {
  it.each([
    [`/notifiche/${noticeId}`, `/api/v1/notices/${noticeId}`],
    ['/notifiche/preferenze', '/api/v1/notice-preferences'],
  ])(
    '%s leads whoever they are to a page of words that says where it is read',
    async (link, to) => {
      const response = await fetch(server.url + link, { redirect: 'error' });
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('content-security-policy')).toBe(
        "default-src 'none'; frame-ancestors 'none'",
      );
      const page = await response.text();
      expect(page).toContain(`<a href="${to}">`);
      expect(page).toContain('lang="en"');
      expect(page).not.toMatch(/<script|<style|<form|style=|\son\w+=/i);
      // And there is something there, for whoever signs in.
      expect((await fetch(server.url + to)).status).toBe(401);
    },
  );

  it.each(['/notifiche/x', '/notifiche/%3Cscript%3E'])(
    '%s, which we never wrote, leads to no page',
    async (link) => {
      const response = await fetch(server.url + link);
      expect([400, 404]).toContain(response.status);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
    },
  );
});
