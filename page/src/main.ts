import "./style/tokens.css";
import "./style/base.css";
import App from "./App.svelte";
import { applyTheme } from "./state/theme.svelte";
import { mount } from "svelte";

applyTheme();
const target = document.getElementById("app");
if (target) mount(App, { target });
