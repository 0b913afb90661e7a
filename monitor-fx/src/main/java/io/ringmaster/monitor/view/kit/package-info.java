/** What every view is made of: numbers as text, colours, panels, tables and drawings. */
package io.ringmaster.monitor.view.kit;
