import type {
  handleUnaryCall,
  ServiceDefinition,
  UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { features } from './protocol.js';
import type { Features, Shared } from './protocol.js';

/** The version whose protocol this node speaks: clients choose their calls by it. */
const PROTOCOL_VERSION = '24.6.0';

/** What clients may ask of a method beyond its being there. */
function featuresOf(service: string, method: string): string[] {
  if (service.endsWith('.persistentsubscriptions')) return ['stream', 'all'];
  return service.endsWith('.streams') && method === 'read' ? ['position', 'events'] : [];
}

/** A service, and how those of its methods are served that are. */
export type Served = readonly [service: ServiceDefinition, handlers: UntypedServiceImplementation];

/**
 * ServerFeatures/GetSupportedMethods: every method that is served, by name, in lower case.
 * @param services may grow until the first call
 */
export function supportedMethods(
  services: readonly Served[],
): handleUnaryCall<Shared.Empty, Features.SupportedMethods> {
  return (_call, answer) => {
    const methods = services.flatMap(([service, handlers]) =>
      Object.entries(service)
        .filter(([method]) => Object.hasOwn(handlers, method))
        .map(([, { path }]) => supportedMethod(path)),
    );
    const answered = new features.SupportedMethods();
    answered.setEventStoreServerVersion(PROTOCOL_VERSION);
    answer(null, answered.setMethodsList(methods));
  };
}

function supportedMethod(path: string): Features.SupportedMethod {
  const [service = '', method = ''] = path.slice(1).toLowerCase().split('/');
  const supported = new features.SupportedMethod();
  supported.setServiceName(service);
  supported.setMethodName(method);
  return supported.setFeaturesList(featuresOf(service, method));
}
