import { isSecure } from './loopback.js';

it.each(['https://login.example', 'https://login.example/realms/a', 'https://127.0.0.1:8443'])(
  '%s is secure',
  (address) => {
    expect(isSecure(address, false)).toBe(true);
  },
);

it.each([
  'http://127.0.0.1:4000',
  'http://127.8.9.10',
  'http://localhost:4000',
  'http://[::1]:4000',
])('%s is secure only where the settings let this machine speak plain HTTP', (address) => {
  expect(isSecure(address, true)).toBe(true);
  expect(isSecure(address, false)).toBe(false);
});

it.each([
  'http://login.example',
  'http://localhost.login.example',
  'http://127.0.0.1.login.example',
  'http://login.example/#@127.0.0.1',
  'http://127.0.0.1@login.example',
  'https://user:secret@login.example',
  'http://10.0.0.1',
  'http://0.0.0.0',
  'http://[::]',
  'ftp://127.0.0.1',
  'javascript:alert(1)',
  'file:///etc/passwd',
  'login.example',
  '',
])('%s is not secure, whatever the settings say', (address) => {
  expect(isSecure(address, true)).toBe(false);
});
