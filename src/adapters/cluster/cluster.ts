import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ClusterAnswer } from '../../core/cluster/live.ts';
import type { Cluster, ClusterQuestion } from '../../core/ports.ts';

/** Megabytes that answers may take: whatever a cluster sends, the runner keeps its own. */
const limits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 };

const ended: ClusterAnswer = { kind: 'trouble', trouble: { code: 'reader' } };

/** The cluster of a shell's kubeconfig, read in a thread that starts with the first question. */
export function threadCluster(): Cluster {
  return new ThreadCluster();
}

class ThreadCluster implements Cluster {
  readonly #waiting = new Map<number, (answer: ClusterAnswer) => void>();
  #worker: Worker | undefined;
  #id = 0;

  async read(question: ClusterQuestion): Promise<ClusterAnswer> {
    this.#id += 1;
    const id = this.#id;
    const answer = new Promise<ClusterAnswer>(resolve => this.#waiting.set(id, resolve));
    this.#worker ??= this.#start();
    this.#worker.postMessage({ id, question });
    return await answer;
  }

  rest(): void {
    const worker = this.#worker;
    this.#end();
    void worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(scriptFile(), { resourceLimits: limits, env: {}, stdout: true, stderr: true });
    worker.stdout.resume();
    worker.stderr.resume();
    worker.on('message', ({ id, answer }: { readonly id: number; readonly answer: ClusterAnswer }) => {
      this.#waiting.get(id)?.(answer);
      this.#waiting.delete(id);
    });
    // What it says on its way is for nobody; that it ended is told to whoever waits.
    worker.on('error', () => undefined);
    worker.on('exit', () => {
      if (this.#worker === worker) this.#end();
    });
    worker.unref();
    return worker;
  }

  #end(): void {
    this.#worker = undefined;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const answer of waiting) answer(ended);
  }
}

/** Beside the bundle, or the source itself. */
function scriptFile(): string {
  const bundle = join(import.meta.dirname, 'cluster.cjs');
  return existsSync(bundle) ? bundle : join(import.meta.dirname, 'worker.ts');
}
