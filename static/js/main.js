// What every page does with scripts; each behaviour is a module of lib/.
import { answerShortcuts } from "./lib/shortcuts.js";
import { closeMenus } from "./lib/menus.js";
import { closeNotices, noticeLostConnections } from "./lib/notices.js";
import { switchTheme } from "./lib/theme.js";

switchTheme();
closeMenus();
closeNotices();
noticeLostConnections();
answerShortcuts();
