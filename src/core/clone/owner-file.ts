/** Name of the file in a clone's git directory that says which run it is of. */
export const cloneOwnerFile = 'chant-run';
