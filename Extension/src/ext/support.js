/** What the client may do with the object. It holds no data, and exports draw it as static text. */
export const SUPPORT = {
    export: true, exportData: false, viewData: false, snapshot: true, sharing: true, quickMobile: true,
};

/** The properties of a new object: its version only. All else has standards where settings are read. */
export const PROPERTIES = { showTitles: false, title: '', vidimus: { propertiesVersion: 1 } };
