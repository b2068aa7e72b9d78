export { serve } from './serve.ts'
export type { Served, ServeLimits, ServeOptions, SshAddress } from './serve-options.ts'
export type { Session } from './session.ts'
export type { Login, LoginKey, SshOptions } from './ssh-options.ts'
