// A thread of its own: a megabyte of client library loads, and large answers are read, without holding up a command's output.
import { parentPort } from 'node:worker_threads';
import type { ClusterQuestion } from '../../core/ports.ts';
import { ClusterReader } from './reader.ts';

const reader = new ClusterReader();
const port = parentPort;

port?.on('message', ({ id, question }: { readonly id: number; readonly question: ClusterQuestion }) => {
  void reader.read(question).then(answer => port.postMessage({ id, answer }));
});
