/** The Stately inspector, as its makers serve it. */
const STATELY = 'https://stately.ai/inspect'

/** What the page may do with the Stately inspector. */
export interface StatelyChoice {
  readonly address: string
  /** It is on the page. Otherwise the page only has a button that asks for it. */
  readonly isAsked: boolean
}

/** The option `stately` as a choice; undefined if the page has nothing to do with it. Throws a TypeError if it makes no sense. */
export function statelyChoice(option: boolean | string | undefined): StatelyChoice | undefined {
  if (option === false) return undefined
  if (option === undefined || option === true) return { address: STATELY, isAsked: option === true }
  if (!/^https?:\/\/./.test(option) || !URL.canParse(option))
    throw new TypeError(`inspector: stately is true, false or an address such as ${STATELY}, not ${option}`)
  return { address: option, isAsked: true }
}
