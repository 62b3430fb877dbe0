// Loaded before the measured program: notes the process's peak memory (kB) when it ends.
const { writeFileSync } = require('node:fs');

const note = process.env.BENCH_PEAK;
delete process.env.NODE_OPTIONS;
process.on('exit', () => {
  if (note) writeFileSync(note, String(process.resourceUsage().maxRSS));
});
