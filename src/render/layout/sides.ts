// The sides at which something has free cells of its own, as bits.
export const LEFT_SIDE = 1
export const RIGHT_SIDE = 2
