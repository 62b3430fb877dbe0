export { applyBatch } from './batch.js';
export { createMemoryFiles } from './memory-files.js';
export { openStore } from './store.js';
