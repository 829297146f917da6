# Written by asml from services/health/service.toml. Changes made here are lost.

resource "aws_apigatewayv2_api" "health" {
  name          = "asml-shop-health"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "health" {
  api_id      = aws_apigatewayv2_api.health.id
  name        = "$default"
  auto_deploy = true
}

resource "aws_cloudwatch_log_group" "health_find" {
  name              = "/aws/lambda/asml-shop-health-find"
  retention_in_days = 14
}

resource "aws_lambda_function" "health_find" {
  function_name    = "asml-shop-health-find"
  role             = aws_iam_role.health_find.arn
  runtime          = "provided.al2023"
  handler          = "find.handler"
  filename         = "${path.module}/services/health/find.zip"
  source_code_hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  architectures    = ["x86_64"]
  memory_size      = 1024
  timeout          = 5
  publish          = true

  logging_config {
    log_format            = "JSON"
    application_log_level = "INFO"
    log_group             = aws_cloudwatch_log_group.health_find.name
  }

  depends_on = [aws_iam_role_policy.health_find]
}

resource "aws_lambda_alias" "health_find" {
  name             = "live"
  function_name    = aws_lambda_function.health_find.arn
  function_version = aws_lambda_function.health_find.version
}

resource "aws_iam_role" "health_find" {
  name               = "asml-shop-health-find"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "health_find" {
  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.health_find.arn}:*"]
  }
}

resource "aws_iam_role_policy" "health_find" {
  name   = "asml"
  role   = aws_iam_role.health_find.name
  policy = data.aws_iam_policy_document.health_find.json
}

resource "aws_apigatewayv2_integration" "health_find" {
  api_id                 = aws_apigatewayv2_api.health.id
  integration_type       = "AWS_PROXY"
  integration_method     = "POST"
  integration_uri        = aws_lambda_alias.health_find.invoke_arn
  payload_format_version = "1.0"
}

resource "aws_apigatewayv2_route" "health_find" {
  api_id             = aws_apigatewayv2_api.health.id
  route_key          = "GET /health"
  target             = "integrations/${aws_apigatewayv2_integration.health_find.id}"
  authorization_type = "NONE"
}

resource "aws_lambda_permission" "health_find_api" {
  statement_id  = "api"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.health_find.arn
  qualifier     = aws_lambda_alias.health_find.name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.health.execution_arn}/*/*"
}
