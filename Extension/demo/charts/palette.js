/**
 * Colours for measures and for parts, apart from each other also for those who see few colours (Paul Tol, "bright").
 */
export const COLOURS = ['#4477aa', '#ee6677', '#228833', '#ccbb44', '#66ccee', '#aa3377', '#7a7a7a', '#ee8866',
    '#44bb99', '#99aa55'];

/** @param {number} at */
export const colour = (at) => COLOURS[at % COLOURS.length];
