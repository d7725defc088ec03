import type { ExportedFact } from '../exported-fact.js';
import { objectId, type ObjectType } from '../objects/object-id.js';
import { Spool } from '../spool.js';
import { TemporaryFolder } from '../temporary-folder.js';

/** The kinds of records of a document, by the names of PROV-JSON, in the order in which they are written. */
const sections = [
  ...(['entity', 'activity', 'agent', 'wasGeneratedBy', 'used', 'wasDerivedFrom'] as const),
  ...(['wasAttributedTo', 'wasAssociatedWith', 'actedOnBehalfOf', 'specializationOf'] as const),
  ...(['hadMember'] as const),
] as const;

type Section = (typeof sections)[number];
type ProvRecord = Readonly<
  Record<string, string | number | { readonly $: string; readonly type: string }>
>;

/**
 * Where everything came from, in PROV-JSON (W3C member submission of 2013), piece by piece. Entities are the versions of
 * schede, the plans as they were verified and the documents; activities are commands; agents are persons, by id, and
 * units. A person who acts by a delegation acts on behalf of whoever gave it.
 * @param origin of this installation; without one, names that nobody can look up
 */
export async function* provJson(
  facts: AsyncIterable<ExportedFact>,
  origin: string,
): AsyncGenerator<string> {
  const folder = new TemporaryFolder();
  try {
    const spool = new Spool(folder.file('records.sqlite'));
    try {
      for await (const fact of facts) new Told(fact, spool).tell();
      const prefix = {
        traccia: origin === '' ? 'urn:traccia:' : `${origin}/id/`,
        xsd: 'http://www.w3.org/2001/XMLSchema#',
      };
      yield `{"prefix":${JSON.stringify(prefix)}`;
      for (const section of sections) {
        let separator = `,\n"${section}":{\n`;
        for (const { name, text } of spool.texts(section)) {
          yield `${separator}${JSON.stringify(name)}:${text}`;
          separator = ',\n';
        }
        if (!separator.startsWith(',\n"')) yield '\n}';
      }
      yield '}\n';
    } finally {
      spool.close();
    }
  } finally {
    folder.remove();
  }
}

/** What one fact adds to the document. */
class Told {
  readonly #activity: string;

  constructor(
    private readonly fact: ExportedFact,
    private readonly spool: Spool,
  ) {
    this.#activity = named(`command/${fact.cycleId}/${fact.envelope.commandId}`);
  }

  tell(): void {
    this.#tellWho();
    this.#tellVersions();
    this.#tellManifest();
    this.#tellDocuments();
  }

  #tellWho(): void {
    const { actor, recordedAt, occurredOn, rule } = this.fact.envelope;
    this.#put('activity', this.#activity, {
      'prov:startTime': recordedAt,
      'prov:endTime': recordedAt,
      'prov:type': typed(named(this.fact.type)),
      'traccia:occurredOn': { $: occurredOn, type: 'xsd:date' },
      'traccia:rule': rule,
    });
    const person = this.#person(actor.personId);
    this.#put('wasAssociatedWith', `_:by ${this.#activity}`, {
      'prov:activity': this.#activity,
      'prov:agent': person,
      'prov:role': actor.role,
    });
    if (actor.unitId !== undefined) {
      this.#put('wasAssociatedWith', `_:unit ${this.#activity}`, {
        'prov:activity': this.#activity,
        'prov:agent': this.#unit(actor.unitId),
        'prov:role': 'unit',
      });
    }
    if (actor.onBehalfOf === undefined) return;
    this.#put('actedOnBehalfOf', `_:for ${this.#activity}`, {
      'prov:delegate': person,
      'prov:responsible': this.#person(actor.onBehalfOf),
      'prov:activity': this.#activity,
      ...(actor.delegationId !== undefined && {
        'traccia:delegation': typed(named(this.#id('delegation', actor.delegationId))),
      }),
    });
  }

  /** A scheda, in the version that the fact makes or is about. */
  #tellVersions(): void {
    const { type, data } = this.fact;
    const { schedaId, version: saidVersion, contentHash } = data;
    if (typeof schedaId !== 'string') return;
    const whole = named(this.#id('scheda', schedaId));
    this.#put('entity', whole, { 'prov:type': typed('traccia:Scheda') });
    const version = type === 'SchedaCarriedOver' ? 1 : saidVersion;
    if (typeof version !== 'number') {
      this.#use(whole);
      return;
    }
    const entity = versioned(whole, version);
    this.#put('entity', entity, {
      'prov:type': typed('traccia:SchedaVersion'),
      'traccia:version': version,
      ...(typeof contentHash === 'string' && { 'traccia:sha256': contentHash }),
    });
    this.#put('specializationOf', `_:of ${entity}`, {
      'prov:specificEntity': entity,
      'prov:generalEntity': whole,
    });
    if (!makesVersion.has(type)) {
      this.#use(entity);
      return;
    }
    this.#generate(entity);
    const unitId = this.#unitOf(schedaId);
    if (unitId !== undefined) {
      this.#put('wasAttributedTo', `_:unit ${entity}`, {
        'prov:entity': entity,
        'prov:agent': this.#unit(unitId),
      });
    }
    if (version > 1) this.#derive(entity, versioned(whole, version - 1));
    this.#tellWhereItCameFrom(entity);
  }

  #tellWhereItCameFrom(entity: string): void {
    const { carriedFrom } = this.fact.data;
    if (typeof carriedFrom !== 'object' || carriedFrom === null) return;
    // Of `SchedaCarriedOver`, written by our own pipeline.
    const { cycleId, schedaId, version } = carriedFrom as {
      readonly cycleId: string;
      readonly schedaId: string;
      readonly version: number;
    };
    const whole = named(objectId('scheda', schedaId, { cycleId, zone: this.fact.zone }));
    this.#derive(entity, versioned(whole, version));
  }

  /** The plan as it was verified, with the schede in it; or as it is looked at later. */
  #tellManifest(): void {
    const { type, data } = this.fact;
    const { manifestHash, manifest } = data;
    if (typeof manifestHash !== 'string') return;
    const entity = named(this.#id('manifest', manifestHash));
    this.#put('entity', entity, {
      'prov:type': typed('prov:Collection'),
      'traccia:sha256': manifestHash,
    });
    if (!verifies.has(type)) {
      this.#use(entity);
      return;
    }
    this.#generate(entity);
    // Of `VerificationClosed` and `RevisionVerified`, as above.
    const { schede } = manifest as unknown as {
      readonly schede: readonly { readonly schedaId: string; readonly version: number }[];
    };
    for (const { schedaId, version } of schede) {
      const member = versioned(named(this.#id('scheda', schedaId)), version);
      this.#put('entity', member, {
        'prov:type': typed('traccia:SchedaVersion'),
        'traccia:version': version,
      });
      this.#put('hadMember', `_:in ${entity} ${member}`, {
        'prov:collection': entity,
        'prov:entity': member,
      });
    }
  }

  #tellDocuments(): void {
    for (const { id, type } of this.fact.objects) {
      if (type !== 'document') continue;
      const entity = named(id);
      this.#put('entity', entity, {
        'prov:type': typed('traccia:Document'),
        'traccia:sha256': id.slice(id.lastIndexOf('/') + 1),
      });
      this.#use(entity);
    }
  }

  #unitOf(schedaId: string): string | undefined {
    const { schede } = this.fact.life.data as unknown as {
      readonly schede?: Readonly<Record<string, { readonly unitId: string }>>;
    };
    return schede?.[schedaId]?.unitId;
  }

  #derive(entity: string, from: string): void {
    // One that was never told has a name all the same: it stands in another cycle, or was taken back.
    this.#put('entity', from, { 'prov:type': typed('traccia:SchedaVersion') });
    this.#put('wasDerivedFrom', `_:from ${entity} ${from}`, {
      'prov:generatedEntity': entity,
      'prov:usedEntity': from,
      'prov:activity': this.#activity,
    });
  }

  #generate(entity: string): void {
    this.#put('wasGeneratedBy', `_:made ${entity} ${this.#activity}`, {
      'prov:entity': entity,
      'prov:activity': this.#activity,
      'prov:time': this.fact.envelope.recordedAt,
      ...this.#place(),
    });
  }

  #use(entity: string): void {
    this.#put('used', `_:used ${this.#activity} ${entity}`, {
      'prov:activity': this.#activity,
      'prov:entity': entity,
      'prov:time': this.fact.envelope.recordedAt,
      ...this.#place(),
    });
  }

  /** The fact that says so, and where it stands in the ledger. */
  #place(): ProvRecord {
    const { id, leaf } = this.fact;
    return {
      'traccia:fact': id,
      ...(leaf && { 'traccia:leafIndex': leaf.index, 'traccia:leafHash': leaf.hash }),
    };
  }

  #person(personId: string): string {
    const agent = named(this.#id('person', personId));
    this.#put('agent', agent, { 'prov:type': typed('prov:Person') });
    return agent;
  }

  #unit(unitId: string): string {
    const agent = named(this.#id('unit', unitId));
    this.#put('agent', agent, { 'prov:type': typed('prov:Organization') });
    return agent;
  }

  #id(type: ObjectType, id: string): string {
    return objectId(type, id, this.fact);
  }

  #put(section: Section, name: string, record: ProvRecord): void {
    const isBlank = name.startsWith('_:');
    this.spool.put(section, isBlank ? `_:${blank(name)}` : name, JSON.stringify(record));
  }
}

const makesVersion: ReadonlySet<string> = new Set(['SchedaRevised', 'SchedaCarriedOver']);
const verifies: ReadonlySet<string> = new Set(['VerificationClosed', 'RevisionVerified']);

const named = (local: string): string => `traccia:${local}`;
const versioned = (scheda: string, version: number): string => `${scheda}/${version}`;
const typed = (name: string) => ({ $: name, type: 'prov:QUALIFIED_NAME' }) as const;

/** A name of a record that nobody looks up, of signs that a blank node may have. */
const blank = (name: string): string => name.slice(2).replaceAll(/[^A-Za-z0-9_-]/g, '_');
