/** What somebody does with the console in a real browser, against real services. */
package dev.whiteboard.journeys.console;
