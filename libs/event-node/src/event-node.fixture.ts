import { EventStoreDBClient } from '@eventstore/db-client';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEventNode } from './event-node.js';
import type { EventNode, StartEventNode } from './event-node.js';

/** A node of its own for each test of the surrounding block, with an official client. */
export class TestNode {
  #folder = '';
  #node: EventNode | undefined;
  #clients: EventStoreDBClient[] = [];

  constructor(readonly options: Partial<StartEventNode> = {}) {
    beforeEach(async () => {
      this.#folder = mkdtempSync(join(tmpdir(), 'event-node-'));
      await this.start();
    });
    afterEach(async () => {
      await this.stop();
      rmSync(this.#folder, { recursive: true });
    });
  }

  get folder(): string {
    return this.#folder;
  }

  get port(): number {
    return this.#node?.port ?? 0;
  }

  /** The client of the test. */
  get client(): EventStoreDBClient {
    return this.#clients[0] ?? this.anotherClient();
  }

  /** @param who `name:password@`, if anybody */
  anotherClient(options = 'tls=false', who = ''): EventStoreDBClient {
    const client = EventStoreDBClient.connectionString(
      `esdb://${who}127.0.0.1:${this.port}?${options}&defaultDeadline=5000`,
    );
    this.#clients.push(client);
    return client;
  }

  async start(): Promise<void> {
    this.#node = await startEventNode({ ...this.options, dataFolder: this.#folder, port: 0 });
  }

  async stop(): Promise<void> {
    const clients = this.#clients;
    this.#clients = [];
    await Promise.all(clients.map((client) => client.dispose()));
    await this.#node?.stop();
    this.#node = undefined;
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }
}
