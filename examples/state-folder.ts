import { homedir } from 'node:os'
import { join } from 'node:path'

/**
 * The folder in which examples are kept, so that they can go on. By the XDG Base Directory Specification 0.8, each user has a place for state. It's
 * still there after a restart of the computer.
 */
export const stateFolder = (): string =>
  join(process.env['XDG_STATE_HOME'] || join(homedir(), '.local', 'state'), 'actty-examples')
