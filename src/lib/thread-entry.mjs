import { parentPort } from 'node:worker_threads';

// Where Node does not strip types by itself (before 22.18), tsx does.
if (!process.features.typescript) (await import('tsx/esm/api')).register();

parentPort.on('message', async ({ module, name, args }) => {
  try {
    parentPort.postMessage({ value: await (await import(module))[name](...args) });
  } catch (error) {
    // A clone loses an error's class and what it carries: both are told apart.
    parentPort.postMessage({ fault: { ...error, name: error.name, message: error.message, stack: error.stack } });
  }
});
