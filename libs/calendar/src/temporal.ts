/**
 * `Temporal` as the runtime has it, or else as the polyfill has it: nobody else imports it. Why it, and
 * what happens when Node brings its own: docs/decisions/calendar.md.
 */
export { Temporal } from 'temporal-polyfill';
