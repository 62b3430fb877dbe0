// Loaded before the measured program: notes the process's peak memory (kB) and its own CPU time (us) when it ends.
const { writeFileSync } = require('node:fs');

const note = process.env.BENCH_PEAK;
delete process.env.NODE_OPTIONS;
process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  if (note) writeFileSync(note, JSON.stringify({ peak: maxRSS, cpu: userCPUTime + systemCPUTime }));
});
