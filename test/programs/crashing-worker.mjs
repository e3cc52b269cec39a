// A worker thread that dies of its second question.
import { parentPort } from 'node:worker_threads';

let asked = 0;
parentPort.on('message', ({ id }) => {
  asked += 1;
  if (asked === 2) throw new Error('out of luck');
  parentPort.postMessage({ id, answer: asked });
});
