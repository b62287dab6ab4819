package dev.waymark.server.commands;
