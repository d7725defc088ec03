/**
 * Loaded into the server of the demonstration before the server itself (`--import`): its clock shows the time of the
 * story, which whoever started it turns on. The server has no setting for this, and must not have one: whoever turns
 * the clock of a log writes days into it that were not.
 */
const machine = Date.now.bind(Date);
let aheadMs = Number(new URL(import.meta.url).searchParams.get('ahead'));

Date.now = () => machine() + aheadMs;

process.on('message', (message: { readonly aheadMs: number }) => {
  aheadMs = message.aheadMs;
  process.send?.(message);
});
// Nobody waits for it: the server ends when it is told to.
process.channel?.unref();
