import type { Unit } from './splitter.ts'

/**
 * The bytes that a unit was cut from, for the next program that reads the terminal. Answers of the terminal, and sequences
 * that broke off, are left out.
 */
export function bytesOf(unit: Unit): Buffer {
  switch (unit.kind) {
    case 'text':
      return Buffer.from(`${escapeIf(unit.alt)}${unit.text}`)
    case 'control':
      return Buffer.from(`${escapeIf(unit.alt)}${String.fromCharCode(unit.code)}`)
    case 'csi':
      return Buffer.from(`${escapeIf(unit.alt)}\x1b[${unit.body}`, 'latin1') // a mouse report may have any bytes
    case 'ss3':
      return Buffer.from(`${escapeIf(unit.alt)}\x1bO${unit.body}`)
    case 'paste':
      return Buffer.from(`\x1b[200~${unit.text}\x1b[201~`)
    case 'string':
    case 'broken':
      return Buffer.alloc(0)
  }
}

function escapeIf(alt: boolean): string {
  return alt ? '\x1b' : ''
}
