import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * Where the examples are kept, so that they can go on: by the XDG Base Directory Specification 0.8, each user has a place for state. It's
 * still there after a restart of the computer.
 */
export const stateFolder = (): string =>
  join(process.env['XDG_STATE_HOME'] || join(homedir(), '.local', 'state'), 'actty-examples')
