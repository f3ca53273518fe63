// site.js has been read: what every page knows stands ready before its own scripts run.
window.PG.load("site").then((site) => { window.PG.site = site; });
