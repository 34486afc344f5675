package dev.vedette.agent.model;

/**
 * A model asks for a tool. All of it is the model's own text: nothing is checked yet.
 *
 * @param id joins the answer to it; unique within the reply
 * @param arguments what should be JSON
 */
public record ToolRequest(String id, String name, String arguments) {}
