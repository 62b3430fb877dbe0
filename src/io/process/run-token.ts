/** Name of the environment variable that marks every process of a run. */
export const runTokenName = 'CHANT_RUN_TOKEN';
