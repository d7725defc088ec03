import {
  EngineReplay,
  nodeCryptography,
  verify,
  type EvidenceSource,
  type HeldText,
  type RememberedSeal,
  type Report,
  type StampCheck,
} from '#evidence';
import { definitions, definitionsWith, sha256, verbs } from '#planning';
import { Workflows } from '#workflow';
import type { Terminal } from '../terminal.js';
import { Progress } from './progress.js';

/** What else a verification is told. */
export interface VerifyEvidence {
  readonly policy?: string | undefined;
  readonly remembered?: RememberedSeal | undefined;
  readonly held?: readonly HeldText[];
  /** A bundle of the whole log, for one of a cycle to be compared with. */
  readonly whole?: EvidenceSource | undefined;
  /** Whether the facts are replayed through the machines, too. */
  readonly replays: boolean;
  /** Files that bring further versions of definitions; they are run. */
  readonly definitionFiles?: readonly string[];
  readonly stampCheck?: StampCheck;
}

/** Verifies evidence and shows how far it is. @throws NothingToVerify, InvalidPolicy, NoDefinition, MappingNotTotal, and what the source throws */
export async function verifyEvidence(
  source: EvidenceSource,
  { replays, definitionFiles = [], ...told }: VerifyEvidence,
  terminal: Terminal,
): Promise<Report> {
  const decisions = new Set<string>(
    verbs.filter(({ decisive }) => decisive === true).flatMap(({ facts }) => facts),
  );
  const installed = await definitionsWith(replays ? definitionFiles : [], definitions);
  const workflows = new Workflows(installed, sha256);
  const progress = new Progress(terminal, 'Verifica', 'fatti');
  try {
    return await verify({
      ...{ source, cryptography: nodeCryptography, ...told },
      replaying: replays ? new EngineReplay(workflows, decisions) : undefined,
      progress: (done, total) => {
        progress.moved(done, total);
      },
    });
  } finally {
    progress.stop();
  }
}
