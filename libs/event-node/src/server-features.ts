import type { handleUnaryCall, MethodDefinition } from '@grpc/grpc-js';
import { features } from './protocol.js';
import type { Features, Shared } from './protocol.js';

/** The version whose protocol this node speaks: clients choose their calls by it. */
const PROTOCOL_VERSION = '24.6.0';

/** What clients may ask of a method beyond its being there. */
function featuresOf(service: string, method: string): string[] {
  if (service.endsWith('.persistentsubscriptions')) return ['stream', 'all'];
  return service.endsWith('.streams') && method === 'read' ? ['position', 'events'] : [];
}

type Services = readonly Readonly<
  Record<string, Pick<MethodDefinition<unknown, unknown>, 'path'>>
>[];

/** ServerFeatures/GetSupportedMethods: every method that is served, by name, in lower case. */
export function supportedMethods(
  services: Services,
): handleUnaryCall<Shared.Empty, Features.SupportedMethods> {
  const methods = services
    .flatMap((service) => Object.values(service))
    .map(({ path }) => {
      const name = path.slice(1).toLowerCase();
      const [service = '', method = ''] = name.split('/');
      const supported = new features.SupportedMethod();
      supported.setServiceName(service);
      supported.setMethodName(method);
      return supported.setFeaturesList(featuresOf(service, method));
    });
  const answered = new features.SupportedMethods();
  answered.setEventStoreServerVersion(PROTOCOL_VERSION);
  answered.setMethodsList(methods);
  return (_call, answer) => {
    answer(null, answered);
  };
}
