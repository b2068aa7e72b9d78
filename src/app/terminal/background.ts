export type Background = 'light' | 'dark'

/**
 * What a terminal's answer about its background says; undefined where it is another answer. xterm's ctlseqs, OSC 11:
 * `rgb:` and one to four hexadecimal digits a channel.
 */
export function backgroundOf(reply: string): Background | undefined {
  const channels = /^\x1b\]11;rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})/i.exec(reply)?.slice(1)
  if (channels === undefined) return undefined
  const [red, green, blue] = channels.map((digits) => Number.parseInt(digits, 16) / (16 ** digits.length - 1))
  // How bright the eye finds it: ITU-R BT.709.
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue! > 0.5 ? 'light' : 'dark'
}
