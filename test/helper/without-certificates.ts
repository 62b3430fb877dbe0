/**
 * Imported by the configurations of the tests. Node reads further certificates, where the caller's environment names
 * some, each time that it starts: twice as long as all the rest of its start. Tests reach no network and start
 * thousands.
 */
delete process.env['NODE_EXTRA_CA_CERTS'];
