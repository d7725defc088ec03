import type { ExportedFact } from '../exported-fact.js';
import { objectId } from '../objects/object-id.js';
import { Spool } from '../spool.js';
import { stateOf } from '../states.js';
import { TemporaryFolder } from '../temporary-folder.js';
import { attributeValue } from './xml.js';

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1.0" xes.features="">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
  <extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
  <extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
  <extension name="Identity" prefix="identity" uri="http://www.xes-standard.org/identity.xesext"/>
  <global scope="trace">
    <string key="concept:name" value="unknown"/>
  </global>
  <global scope="event">
    <string key="concept:name" value="unknown"/>
    <date key="time:timestamp" value="1970-01-01T00:00:00.000Z"/>
    <string key="org:resource" value="unknown"/>
    <string key="lifecycle:transition" value="complete"/>
  </global>
  <classifier name="Activity" scope="event" keys="concept:name"/>
  <classifier name="ActivityAndResource" scope="event" keys="concept:name org:resource"/>
`;

/**
 * An event log of XES (IEEE 1849), piece by piece: a trace for each scheda and one for everything else of its cycle or
 * register. Every fact is in one trace, in the order of the log; each is something that is done, never something that
 * lasts.
 * @param title what the log is called
 */
export async function* xes(
  facts: AsyncIterable<ExportedFact>,
  title: string,
): AsyncGenerator<string> {
  const folder = new TemporaryFolder();
  try {
    const spool = new Spool(folder.file('traces.sqlite'));
    try {
      for await (const fact of facts) putAside(fact, spool);
      yield HEAD;
      yield `  ${string('concept:name', title)}\n  ${string('lifecycle:model', 'standard')}\n`;
      for (const trace of spool.sections()) {
        yield '  <trace>\n';
        for (const { text } of spool.texts(trace)) yield text;
        yield '  </trace>\n';
      }
      yield '</log>\n';
    } finally {
      spool.close();
    }
  } finally {
    folder.remove();
  }
}

/** A trace begins with what it is called, then come its events. */
function putAside(fact: ExportedFact, spool: Spool): void {
  const { schedaId } = fact.data;
  const isOfScheda = typeof schedaId === 'string';
  const trace = isOfScheda
    ? objectId('scheda', schedaId, fact)
    : objectId('cycle', fact.cycleId, fact);
  spool.put(trace, '', traceAttributes(fact, trace, isOfScheda));
  spool.put(trace, fact.id, eventOf(fact, isOfScheda ? schedaId : undefined));
}

/** As its first fact says. */
function traceAttributes(
  { data, cycleId }: ExportedFact,
  name: string,
  isOfScheda: boolean,
): string {
  const { title, code } = data;
  return [
    string('concept:name', name),
    string('kind', isOfScheda ? 'scheda' : 'cycle'),
    string('cycle', cycleId),
    ...(typeof title === 'string' ? [string('title', title)] : []),
    ...(typeof code === 'string' ? [string('code', code)] : []),
  ]
    .map((line) => `    ${line}\n`)
    .join('');
}

function eventOf(
  { id, type, revision, envelope, life, leaf }: ExportedFact,
  schedaId: string | undefined,
): string {
  const { actor, recordedAt, occurredOn, rule, commandId } = envelope;
  const state =
    schedaId !== undefined && life.parts['scheda']?.[schedaId] !== undefined
      ? stateOf(life, 'scheda', schedaId)
      : life.workflow.root.phase(life.state);
  const lines = [
    string('concept:name', type),
    `<date key="time:timestamp" value="${attributeValue(recordedAt)}"/>`,
    string('org:resource', actor.personId),
    string('org:role', actor.role),
    ...(actor.unitId === undefined ? [] : [string('org:group', actor.unitId)]),
    string('lifecycle:transition', 'complete'),
    `<id key="identity:id" value="${attributeValue(id)}"/>`,
    `<int key="revision" value="${revision}"/>`,
    string('occurredOn', occurredOn),
    string('rule', rule),
    string('command', commandId),
    string('state', state),
    ...(actor.onBehalfOf === undefined ? [] : [string('onBehalfOf', actor.onBehalfOf)]),
    ...(actor.delegationId === undefined ? [] : [string('delegation', actor.delegationId)]),
    ...(leaf === undefined
      ? []
      : [`<int key="leafIndex" value="${leaf.index}"/>`, string('leafHash', leaf.hash)]),
  ];
  return `    <event>\n${lines.map((line) => `      ${line}\n`).join('')}    </event>\n`;
}

const string = (key: string, value: string): string =>
  `<string key="${key}" value="${attributeValue(value)}"/>`;
