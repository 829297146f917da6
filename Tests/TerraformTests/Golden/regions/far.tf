# Written by asml from services/far/service.toml. Changes made here are lost.

resource "aws_apigatewayv2_api" "far" {
  provider = aws.us_west_2

  name          = "asml-shop-far"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_stage" "far" {
  provider = aws.us_west_2

  api_id      = aws_apigatewayv2_api.far.id
  name        = "$default"
  auto_deploy = true
}

resource "aws_cloudwatch_log_group" "far_two" {
  provider = aws.us_west_2

  name              = "/aws/lambda/asml-shop-far-two"
  retention_in_days = 14
}

resource "aws_lambda_function" "far_two" {
  provider = aws.us_west_2

  function_name    = "asml-shop-far-two"
  role             = aws_iam_role.far_two.arn
  runtime          = "provided.al2023"
  handler          = "two.handler"
  filename         = "${path.module}/services/far/two.zip"
  source_code_hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
  architectures    = ["x86_64"]
  memory_size      = 1024
  timeout          = 5
  publish          = true

  logging_config {
    log_format            = "JSON"
    application_log_level = "INFO"
    log_group             = aws_cloudwatch_log_group.far_two.name
  }

  depends_on = [aws_iam_role_policy.far_two]
}

resource "aws_lambda_alias" "far_two" {
  provider = aws.us_west_2

  name             = "live"
  function_name    = aws_lambda_function.far_two.arn
  function_version = aws_lambda_function.far_two.version
}

resource "aws_iam_role" "far_two" {
  provider = aws.us_west_2

  name               = "asml-shop-far-two"
  assume_role_policy = data.aws_iam_policy_document.lambda.json
}

data "aws_iam_policy_document" "far_two" {
  provider = aws.us_west_2

  statement {
    sid       = "Log"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${aws_cloudwatch_log_group.far_two.arn}:*"]
  }
}

resource "aws_iam_role_policy" "far_two" {
  provider = aws.us_west_2

  name   = "asml"
  role   = aws_iam_role.far_two.name
  policy = data.aws_iam_policy_document.far_two.json
}

resource "aws_apigatewayv2_integration" "far_two" {
  provider = aws.us_west_2

  api_id                 = aws_apigatewayv2_api.far.id
  integration_type       = "AWS_PROXY"
  integration_method     = "POST"
  integration_uri        = aws_lambda_alias.far_two.invoke_arn
  payload_format_version = "1.0"
}

resource "aws_apigatewayv2_route" "far_two" {
  provider = aws.us_west_2

  api_id             = aws_apigatewayv2_api.far.id
  route_key          = "GET /"
  target             = "integrations/${aws_apigatewayv2_integration.far_two.id}"
  authorization_type = "NONE"
}

resource "aws_lambda_permission" "far_two_api" {
  provider = aws.us_west_2

  statement_id  = "api"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.far_two.arn
  qualifier     = aws_lambda_alias.far_two.name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.far.execution_arn}/*/*"
}
