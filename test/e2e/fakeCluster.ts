// A cluster that answers, goes away and comes back: an API server of this process, with a kubeconfig and a kubectl of its own.
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, join } from 'node:path';

const context = 'lab';
const namespace = 'shop';

const labels = { app: 'web' };

const web = {
  metadata: { name: 'web', namespace, generation: 1 },
  spec: {
    replicas: 2,
    selector: { matchLabels: labels },
    template: { metadata: { labels }, spec: { containers: [{ name: 'app', image: 'app:1.7' }] } },
  },
  status: { observedGeneration: 1, replicas: 2, readyReplicas: 2, updatedReplicas: 2 },
};

/** What the context's facts are asked of; nothing else is called. */
const kubectl = `#!/bin/sh
case "$*" in
'config current-context') echo ${context} ;;
'config view'*) printf ${namespace} ;;
*) exit 1 ;;
esac
`;

export class FakeCluster {
  readonly environment: Readonly<Record<string, string>>;
  #server: Server;
  readonly #port: number;

  private constructor(server: Server, environment: Readonly<Record<string, string>>) {
    this.#server = server;
    this.#port = portOf(server);
    this.environment = environment;
  }

  /** It answers at once; its files lie in the folder. */
  static async up(folder: string): Promise<FakeCluster> {
    const server = await listening(0);
    const programs = join(folder, 'programs');
    await mkdir(programs);
    await writeFile(join(programs, 'kubectl'), kubectl);
    await chmod(join(programs, 'kubectl'), 0o755);
    const kubeconfig = join(folder, 'kubeconfig');
    await writeFile(kubeconfig, configOf(portOf(server)));
    return new FakeCluster(server, {
      KUBECONFIG: kubeconfig,
      PATH: `${programs}${delimiter}${process.env['PATH'] ?? ''}`,
    });
  }

  /** Whoever asks is refused at once, as where there is no network any more. */
  async goAway(): Promise<void> {
    const closed = new Promise(resolve => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async comeBack(): Promise<void> {
    this.#server = await listening(this.#port);
  }
}

async function listening(port: number): Promise<Server> {
  const server = createServer(answer);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return server;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

function answer({ url = '' }: IncomingMessage, response: ServerResponse): void {
  const items = url.includes('/deployments') ? [web] : [];
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify({ kind: 'List', apiVersion: 'v1', metadata: {}, items }));
}

function configOf(port: number): string {
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': context,
    // Without TLS there is nothing to verify; the client wants to be told.
    clusters: [
      {
        name: context,
        cluster: { server: `http://127.0.0.1:${port}`, 'insecure-skip-tls-verify': true },
      },
    ],
    users: [{ name: context, user: { token: 'none' } }],
    contexts: [{ name: context, context: { cluster: context, user: context, namespace } }],
  });
}
