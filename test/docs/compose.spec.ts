import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { esdbAddress } from '../../libs/event-store/src/esdb.address.js';
import { deployFile, root } from './deployment.js';
import { pageText } from './generated-part.js';

const folder = 'docs/deploy';

interface Service {
  readonly image: string;
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly profiles?: readonly string[];
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly volumes?: readonly string[];
  readonly secrets?: readonly string[];
  readonly depends_on?: Readonly<Record<string, object>>;
  readonly command?: readonly string[];
}
interface Compose {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, null>>;
  readonly secrets: Readonly<Record<string, { readonly file: string }>>;
}

const readCompose = (text: string): Compose => parse(text, { merge: true }) as Compose;
const compose = readCompose(deployFile('compose.yaml'));

/** What services ask for and nobody gives: volumes, secrets, services of the same profile, files. */
function missingIn({ services, volumes, secrets }: Compose): readonly string[] {
  return Object.entries(services).flatMap(([name, service]) => {
    const ofProfiles = (other: string): boolean =>
      (service.profiles ?? []).every((profile) => services[other]?.profiles?.includes(profile));
    return [
      ...(service.volumes ?? [])
        .map((each) => each.split(':')[0]!)
        .filter((each) => !(each in volumes)),
      ...(service.secrets ?? []).filter((each) => !(each in secrets)),
      ...Object.keys(service.depends_on ?? {}).filter((each) => !ofProfiles(each)),
      ...(service.profiles ? [] : [`profile of ${name}`]),
      ...(service.build &&
      !existsSync(join(root, folder, service.build.context, service.build.dockerfile))
        ? [service.build.dockerfile]
        : []),
    ];
  });
}

describe('compose.yaml', () => {
  const servicesOf = (profile: string): readonly string[] =>
    Object.keys(compose.services).filter((name) =>
      compose.services[name]?.profiles?.includes(profile),
    );

  it('has three profiles, each with one server of ours', () => {
    const profiles = new Set(
      Object.values(compose.services).flatMap(({ profiles }) => profiles ?? []),
    );
    expect([...profiles]).toEqual(['embedded', 'single', 'cluster']);
    for (const profile of profiles)
      expect(servicesOf(profile).filter((name) => compose.services[name]?.build)).toHaveLength(1);
  });

  it('gives every service what it asks for', () => {
    expect(missingIn(compose)).toEqual([]);
  });

  it('finds what is missing', () => {
    const wrong = deployFile('compose.yaml')
      .replace("volumes: ['embedded:", "volumes: ['embeded:")
      .replace('secrets: [eventstore]', 'secrets: [store]')
      .replace('docs/deploy/Dockerfile', 'docs/deploy/Containerfile')
      .replace('profiles: [single, cluster]', 'profiles: [single]');
    expect(new Set(missingIn(readCompose(wrong)))).toEqual(
      new Set(['embeded', 'store', 'docs/deploy/Containerfile', 'certificates']),
    );
  });

  it.each([
    ['single', ['kurrentdb']],
    ['cluster', ['node1', 'node2', 'node3']],
  ])(
    'of %s, the address in the README leads to its nodes, and to a certificate it has',
    (profile, nodes) => {
      const row = new RegExp(`^\\| \`${profile}\` *\\| \`(esdb:[^\`]+)\``, 'm').exec(
        deployFile('README.md'),
      );
      const {
        hosts,
        tls,
        tlsCAFile = '',
      } = esdbAddress(row?.[1]?.replace('<password>', 'x') ?? '');
      expect(hosts).toEqual(nodes.map((address) => ({ address, port: 2113 })));
      expect(tls).not.toBe(false);
      expect(compose.services[`traccia-${profile}`]?.volumes).toContain(
        `ca:${dirname(tlsCAFile)}:ro`,
      );
      expect(servicesOf(profile)).toEqual(expect.arrayContaining(nodes));
    },
  );

  it.each(['kurrentdb', 'node1', 'node2', 'node3'])(
    'of %s, says the same name everywhere',
    (name) => {
      const environment = compose.services[name]?.environment ?? {};
      expect(environment['KURRENTDB_NODE_HOST_ADVERTISE_AS']).toBe(name);
      expect(environment['KURRENTDB_CERTIFICATE_FILE']).toBe(`/certificates/${name}/node.crt`);
      expect(environment['KURRENTDB_CERTIFICATE_PRIVATE_KEY_FILE']).toBe(
        `/certificates/${name}/node.key`,
      );
      const [script = ''] = compose.services['certificates']?.command ?? [];
      expect(/for node in (.*); do/.exec(script)?.[1]?.split(' ')).toContain(name);
    },
  );

  it('names to each node of the cluster the two others', () => {
    const nodes = ['node1', 'node2', 'node3'];
    for (const name of nodes)
      expect(compose.services[name]?.environment).toMatchObject({
        KURRENTDB_CLUSTER_SIZE: String(nodes.length),
        KURRENTDB_REPLICATION_HOST_ADVERTISE_AS: name,
        KURRENTDB_GOSSIP_SEED: nodes
          .filter((other) => other !== name)
          .map((other) => `${other}:2113`)
          .join(),
      });
  });

  it('holds no password, and keeps the address in a file that git does not see', () => {
    const passwords = Object.values(compose.services).flatMap(({ environment = {} }) =>
      Object.entries(environment).filter(([name]) => name.endsWith('PASSWORD')),
    );
    expect(passwords.filter(([, value]) => value !== null)).toEqual([]);
    expect(passwords.length).toBeGreaterThan(0);
    const { file = '' } = compose.secrets['eventstore'] ?? {};
    expect(pageText('.gitignore').split('\n')).toContain(join(folder, file));
    for (const profile of ['single', 'cluster'])
      expect(compose.services[`traccia-${profile}`]?.environment?.['TRACCIA_EVENTSTORE_FILE']).toBe(
        '/run/secrets/eventstore',
      );
  });
});
