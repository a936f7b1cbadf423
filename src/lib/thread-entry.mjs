import { parentPort } from 'node:worker_threads';

// As a program it is built already. From its sources: where Node does not strip types by itself (before 22.18), tsx does.
const isSource = import.meta.url.endsWith('.mjs') && !process.features.typescript;
const ready = isSource ? import('tsx/esm/api').then(({ register }) => register()) : undefined;

parentPort.on('message', async ({ module, name, args }) => {
  try {
    await ready;
    parentPort.postMessage({ value: await (await import(module))[name](...args) });
  } catch (error) {
    // A clone loses an error's class and what it carries: both are told apart.
    parentPort.postMessage({ fault: { ...error, name: error.name, message: error.message, stack: error.stack } });
  }
});
