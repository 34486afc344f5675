package dev.vedette.agent.model;

/**
 * What a model is told of a tool.
 *
 * @param parameters a JSON Schema (2020-12) of the arguments, as JSON text
 * @param strict whether the provider may hold the model to the schema
 */
public record ModelTool(String name, String description, String parameters, boolean strict) {}
