import type { Modifiers } from './key-names.ts'

/** Numbers by parameter and sub-parameter; one that is left out is undefined. */
export function parseParameters(parameters: string): (number | undefined)[][] {
  return parameters.split(';').map((parameter) =>
    parameter.split(':').map((part) => {
      const number = Number.parseInt(part, 10)
      return Number.isNaN(number) ? undefined : number
    }),
  )
}

/** The modifiers of a parameter, which is 1 more than their bits. Caps Lock and Num Lock (64, 128) are none. */
export function modifiersOf(parameter: number): Modifiers {
  const bits = Math.max(0, parameter - 1)
  return {
    shift: (bits & 1) > 0,
    alt: (bits & (2 | 32)) > 0, // kitty tells Meta and Alt apart, nobody else does
    ctrl: (bits & 4) > 0,
    super: (bits & 8) > 0,
    hyper: (bits & 16) > 0,
  }
}
