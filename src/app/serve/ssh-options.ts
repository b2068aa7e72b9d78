/** Sessions by SSH. */
export interface SshOptions {
  /**
   * The port to listen at, or 0 for any that is free.
   *
   * @defaultValue 2222
   */
  readonly port?: number | undefined
  /**
   * The address to listen at. '0.0.0.0' and '::' are all of this machine's.
   *
   * @defaultValue '127.0.0.1', which only this machine reaches
   */
  readonly host?: string | undefined
  /** The file of the host key, by which clients know this server again. It is made (Ed25519, mode 0600) if it isn't there. */
  readonly hostKey: string
  /**
   * Whether someone may log in: called for each key and each password that a client offers. A key's owner has proved by a signature that
   * it is theirs before the session begins. 'anyone' lets everybody in, without a key or a password.
   */
  readonly authenticate: ((login: Login) => boolean | Promise<boolean>) | 'anyone'
  /**
   * How long a client may take to log in, in ms. A connection that says nothing is closed after it, too.
   *
   * @defaultValue 20,000
   */
  readonly maxLoginTime?: number | undefined
  /**
   * Passwords that may be tried in one connection.
   *
   * @defaultValue 3
   */
  readonly maxPasswords?: number | undefined
}

/** What a client offers to log in. It has a key or a password. */
export interface Login {
  /** The name that the client gives. */
  readonly user: string
  /** The address that the client has. */
  readonly address: string
  /** A public key. */
  readonly key?: LoginKey | undefined
  /** A password. Compare it in constant time, and don't log it. */
  readonly password?: string | undefined
}

/** A public key. */
export interface LoginKey {
  /** The name of its algorithm: 'ssh-ed25519'. */
  readonly type: string
  /** The key in base64, as a line of `authorized_keys` has it after the type. */
  readonly data: string
  /** As OpenSSH writes it: 'SHA256:…'. */
  readonly fingerprint: string
}
